import { TemplatesPage } from '@/features/template-settings/templates-page';

export default function TemplatesRoute() {
  return <TemplatesPage />;
}
