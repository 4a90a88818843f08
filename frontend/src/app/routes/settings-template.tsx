import { useParams } from 'react-router';
import { TemplatePage } from '@/features/template-settings/template-page';

export default function TemplateRoute() {
  const { id = '' } = useParams();
  return <TemplatePage key={id} id={id === 'new' ? null : id} />;
}
