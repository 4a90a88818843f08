import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useWorkspace } from '@/domain/session/workspace';
import { Failure } from '@/ui/failure';
import { Icon } from '@/ui/icon';
import { DeleteTemplate } from './delete-template';
import { templateQuery } from './queries';
import { TemplateForm } from './template-form';

/** One template: a new one without an id. */
export function TemplatePage({ id }: { id: string | null }) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const template = useQuery({ ...templateQuery(id ?? ''), enabled: id !== null });
  return (
    <>
      <Link
        to={`/w/${slug}/settings/templates`}
        className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent hover:underline coarse:min-h-11"
      >
        <Icon name="back" size={16} />
        {t`Все шаблоны`}
      </Link>
      <h1 className="mb-4 text-xl font-semibold">{id === null ? t`Новый шаблон` : t`Шаблон`}</h1>
      {id === null ? (
        <TemplateForm template={null} />
      ) : template.data ? (
        <>
          <TemplateForm template={template.data} />
          <DeleteTemplate template={template.data} />
        </>
      ) : template.isError ? (
        <Failure error={template.error} onRetry={() => void template.refetch()} />
      ) : (
        <div className="skeleton h-96 !rounded-lg" aria-busy="true" />
      )}
    </>
  );
}
