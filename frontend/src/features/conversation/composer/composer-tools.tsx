import { useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { IconButton } from '@/ui/button';

/** What can be put into the answer, and the way to a note. */
export function ComposerTools(props: {
  accept: string | undefined;
  onFiles: (files: File[]) => void;
  onTemplates: () => void;
  onNote: () => void;
}) {
  const { t } = useLingui();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="clip" label={t`Приложить файл`} onClick={() => picker.current?.click()} />
      <input
        ref={picker}
        type="file"
        multiple
        accept={props.accept}
        aria-label={t`Файлы`}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          props.onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <IconButton icon="template" label={t`Шаблоны`} hint="T" onClick={props.onTemplates} />
      <IconButton icon="lock" label={t`Заметка для команды`} hint="N" onClick={props.onNote} />
    </>
  );
}
