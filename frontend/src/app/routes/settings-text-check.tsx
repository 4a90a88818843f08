import { TextRulesPage } from '@/features/text-rules/text-rules-page';

export default function TextCheckRoute() {
  return <TextRulesPage />;
}
