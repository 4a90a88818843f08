import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from './button';
import { Dialog } from './dialog';

/** While something is not saved, following a link or closing the tab asks first. */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (!unsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link =
        event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
      if (!link || elsewhere || link.target === '_blank' || link.origin !== window.location.origin) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(link.pathname + link.search + link.hash);
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [unsaved]);
  if (wanted === null) return null;
  return (
    <Dialog title={t`Уйти без сохранения?`} onClose={() => setWanted(null)}>
      <p className="text-ink2">{t`Изменения на этой странице пропадут.`}</p>
      <div className="mt-4 flex justify-end gap-2">
        <Button data-autofocus onClick={() => setWanted(null)}>
          {t`Остаться`}
        </Button>
        <Button look="danger" onClick={() => navigate(wanted)}>
          {t`Уйти`}
        </Button>
      </div>
    </Dialog>
  );
}
