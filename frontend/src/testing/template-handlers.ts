import { HttpResponse, http } from 'msw';
import type { Template } from '@/api/types';
import { notFound, page, refusal } from './answers';
import { at } from './factories';
import type { World } from './world';

export function makeKeptTemplate(part: Partial<Template> = {}): Template {
  return {
    id: '3',
    title: 'Когда отправим',
    text: 'Здравствуйте, {имя|покупатель}! Заказ {номер_заказа} отправим завтра.',
    folder: 'Доставка',
    chat_account: null,
    shared: true,
    variables: ['имя', 'номер_заказа'],
    use_count: 4,
    last_used_at: at(-60),
    revision: 1,
    changed_by: 'Ольга Ветрова',
    updated_at: at(-600),
    ...part,
  };
}

export const templateHandlers = (world: World) => {
  const find = (id: unknown) => world.keptTemplates.find((template) => template.id === id);
  return [
    http.get('*/api/v1/templates', ({ request }) => {
      const search = new URL(request.url).searchParams.get('search')?.toLowerCase() ?? '';
      const fits = world.keptTemplates.filter((one) =>
        `${one.title} ${one.text}`.toLowerCase().includes(search),
      );
      return HttpResponse.json(page(fits));
    }),
    http.get('*/api/v1/templates/folders', () =>
      HttpResponse.json({ folders: [{ name: 'Доставка', count: world.keptTemplates.length }] }),
    ),
    http.post('*/api/v1/templates', async ({ request }) => {
      const { chat_account: _, ...body } = (await request.json()) as Record<string, never>;
      const template = makeKeptTemplate({ ...body, id: `${world.keptTemplates.length + 10}`, use_count: 0 });
      world.keptTemplates = [...world.keptTemplates, template];
      return HttpResponse.json(template, { status: 201 });
    }),
    http.get('*/api/v1/templates/:id', ({ params }) => {
      const template = find(params.id);
      return template ? HttpResponse.json(template) : notFound();
    }),
    http.patch('*/api/v1/templates/:id', async ({ params, request }) => {
      const template = find(params.id);
      if (!template) return notFound();
      if (request.headers.get('If-Match') !== `"${template.revision}"`) {
        return refusal(412, 'version_conflict', 'Пока вы меняли, это изменил кто-то другой.', {
          extra: { current: template },
        });
      }
      const { chat_account: _, ...body } = (await request.json()) as Record<string, never>;
      const changed = { ...template, ...body, revision: template.revision + 1 };
      world.keptTemplates = world.keptTemplates.map((one) => (one.id === changed.id ? changed : one));
      return HttpResponse.json(changed);
    }),
    http.delete('*/api/v1/templates/:id', ({ params }) => {
      world.keptTemplates = world.keptTemplates.filter((one) => one.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
};
