import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { NewPasswordField } from '@/domain/session/new-password-field';
import { passwordReason } from '@/domain/session/password-reason';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Notice } from '@/ui/notice';
import { checkPasswordKey, setNewPassword } from './access';

/** Behind the link of the mail: the new password, once. */
export function ReplacePassword({ linkKey }: { linkKey: string }) {
  const { t, i18n } = useLingui();
  const [password, setPassword] = useState('');
  const works = useQuery({
    queryKey: ['password-key', linkKey],
    queryFn: () => checkPasswordKey(linkKey),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const save = useMutation({ mutationFn: () => setNewPassword(linkKey, password) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };

  if (save.isSuccess) {
    return (
      <Notice look="ok" role="status">
        {t`Пароль изменён, на других устройствах вы вышли. Войдите с новым паролем.`}
      </Notice>
    );
  }
  if (works.isError) return <Failure error={works.error} onRetry={() => void works.refetch()} />;
  if (works.isPending) return <div className="skeleton h-28" aria-busy="true" />;
  if (!works.data) {
    return (
      <>
        <Notice look="warn" role="status">
          {t`Эта ссылка больше не работает: она действует сутки и только один раз.`}
        </Notice>
        <p className="mt-4">
          <a
            href="/password"
            className="inline-flex min-h-6 items-center text-accent underline coarse:min-h-11"
          >
            {t`Прислать новую`}
          </a>
        </p>
      </>
    );
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <NewPasswordField
        value={password}
        onChange={setPassword}
        error={save.isError ? passwordReason(i18n, save.error) : undefined}
      />
      <Button type="submit" look="primary" busy={save.isPending} className="w-full !min-h-10">
        {t`Сохранить пароль`}
      </Button>
    </form>
  );
}
