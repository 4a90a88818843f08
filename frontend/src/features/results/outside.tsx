import { useLingui } from '@lingui/react/macro';
import { Link } from 'react-router';
import type { Figures } from '@/api/types';
import { Section } from '@/ui/section';
import type { Shown } from './filters';
import type { LinkTo } from './use-report-url';

/** What became of every question, so that nobody wonders where the rest is. */
export function Outside({ figures, linkTo }: { figures: Figures; linkTo: LinkTo }) {
  const { t, i18n } = useLingui();
  const parts: { name: string; count: number; shown: Shown }[] = [
    { name: t`в срок`, count: figures.met, shown: 'met' },
    { name: t`поздно`, count: figures.met_late, shown: 'late' },
    { name: t`окно закрылось`, count: figures.lost, shown: 'lost' },
    { name: t`закрыты без ответа`, count: figures.closed_unanswered, shown: 'closed_unanswered' },
    { name: t`ответ не требовался`, count: figures.waived, shown: 'waived' },
    { name: t`ещё ждут`, count: figures.open, shown: 'open' },
  ];
  return (
    <Section
      title={t`Чем закончились вопросы`}
      hint={t`За выбранный период. Те, где ответ не требовался, в доли не входят.`}
    >
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-3">
        {parts.map((part) => (
          <div key={part.shown} className="flex flex-col-reverse justify-end">
            <dt className="text-sm text-ink2">{part.name}</dt>
            <dd className="text-xl font-semibold">
              {part.count === 0 ? (
                <span className="text-ink3">0</span>
              ) : (
                <Link
                  to={linkTo({ shown: part.shown })}
                  className="inline-flex min-h-8 min-w-6 items-center underline decoration-line-strong underline-offset-4 hover:text-accent coarse:min-h-11"
                >
                  {i18n.number(part.count)}
                </Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
