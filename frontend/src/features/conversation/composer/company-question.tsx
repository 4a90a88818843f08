import { useLingui } from '@lingui/react/macro';
import type { Ref } from 'react';
import type { Company } from '@/api/types';
import { minutesInWords } from '@/domain/deadline/words';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** A colleague is answering this very chat: said at once, and asked about when the answer is sent. */
export function CompanyQuestion(props: {
  writer: Company['others'][number];
  asked: boolean;
  buttonRef: Ref<HTMLButtonElement>;
  onSend: () => void;
}) {
  const { t, i18n } = useLingui();
  const now = useNow();
  const { name } = props.writer;
  const minutes = Math.floor((now - Date.parse(props.writer.since)) / 60_000);
  const since = minutes < 1 ? t`только что` : t`${minutesInWords(i18n, minutes)} назад`;
  return (
    <div className="mb-2">
      <Notice
        look="warn"
        icon="user"
        role="status"
        action={
          props.asked ? (
            <Button ref={props.buttonRef} onClick={props.onSend}>
              {t`Отправить всё равно`}
            </Button>
          ) : undefined
        }
      >
        {props.asked ? t`Уже отвечает: ${name} (${since}). Отправить всё равно?` : t`Отвечает: ${name}`}
      </Notice>
    </div>
  );
}
