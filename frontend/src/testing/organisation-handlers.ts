import { HttpResponse, http } from 'msw';
import type { Export, TextRules, Workspace } from '@/api/types';
import { page, refusal } from './answers';
import { at } from './factories';
import type { World } from './world';

const MONTH_MINUTES = 30 * 24 * 60;

/** What the imagined server knows of the organisation as a whole. */
export type Organisation = { settings: Workspace; exports: Export[]; textRules: TextRules };

export function makeExport(part: Partial<Export> = {}): Export {
  return {
    id: '1',
    state: 'ready',
    asked_by: 'Ольга Ветрова',
    created_at: at(-30),
    rows_done: 1480,
    rows_total: 1480,
    ready_at: at(-29),
    expires_at: at(7 * 24 * 60, Date.now()),
    ...part,
  };
}

export function makeTextRules(part: Partial<TextRules> = {}): TextRules {
  return {
    refuse_contacts: false,
    sites: ['ozon.ru'],
    messengers: ['телеграм*'],
    payment: ['перевод на карту'],
    promises: ['гарантиру*'],
    blame: ['сами виноваты'],
    jargon: ['sla'],
    revision: 1,
    changed_by: null,
    updated_at: null,
    ...part,
  };
}

export function makeOrganisation(part: Partial<Organisation> = {}): Organisation {
  return {
    settings: {
      id: 'w1',
      name: 'Дом и тишина',
      slug: 'dom',
      time_zone: 'Europe/Moscow',
      retention_days: null,
      revision: 1,
      closes_at: null,
    },
    exports: [],
    textRules: makeTextRules(),
    ...part,
  };
}

const isStale = (request: Request, revision: number) => request.headers.get('If-Match') !== `"${revision}"`;
const changedMeanwhile = (current: unknown) =>
  refusal(412, 'version_conflict', 'Пока вы меняли, это изменил кто-то другой.', { extra: { current } });

export const organisationHandlers = ({ organisation }: World) => [
  http.get('*/api/v1/workspace', () => HttpResponse.json(organisation.settings)),
  http.patch('*/api/v1/workspace', async ({ request }) => {
    const { settings } = organisation;
    if (isStale(request, settings.revision)) return changedMeanwhile(settings);
    const body = (await request.json()) as Partial<Workspace>;
    if (body.time_zone === 'Europe/Nowhere') {
      return refusal(400, 'time_zone_unknown', 'Часовой пояс «Europe/Nowhere» неизвестен.', {
        attr: 'time_zone',
      });
    }
    organisation.settings = { ...settings, ...body, revision: settings.revision + 1 };
    return HttpResponse.json(organisation.settings);
  }),
  http.post('*/api/v1/workspace/closing', () => {
    organisation.settings = { ...organisation.settings, closes_at: at(MONTH_MINUTES) };
    return HttpResponse.json(organisation.settings);
  }),
  http.delete('*/api/v1/workspace/closing', () => {
    organisation.settings = { ...organisation.settings, closes_at: null };
    return HttpResponse.json(organisation.settings);
  }),
  http.get('*/api/v1/exports', () => HttpResponse.json(page(organisation.exports))),
  http.post('*/api/v1/exports', () => {
    const started = makeExport({
      id: `${organisation.exports.length + 1}`,
      state: 'running',
      created_at: at(0),
      rows_done: 0,
      rows_total: 0,
      ready_at: null,
      expires_at: null,
    });
    organisation.exports = [started, ...organisation.exports];
    return HttpResponse.json(started, { status: 202 });
  }),
  http.get('*/api/v1/text-rules', () => HttpResponse.json(organisation.textRules)),
  http.patch('*/api/v1/text-rules', async ({ request }) => {
    const { textRules } = organisation;
    if (isStale(request, textRules.revision)) return changedMeanwhile(textRules);
    const body = (await request.json()) as Partial<TextRules>;
    const wrong = body.promises?.find((phrase) => phrase.startsWith('*'));
    if (wrong) {
      return refusal(400, 'text_phrase_malformed', `Так искать нельзя: «${wrong}».`, { attr: 'promises' });
    }
    organisation.textRules = { ...textRules, ...body, revision: textRules.revision + 1 };
    return HttpResponse.json(organisation.textRules);
  }),
];
