import { AuditLogPage } from '@/features/audit-log/audit-log-page';

export default function AuditLogRoute() {
  return <AuditLogPage />;
}
