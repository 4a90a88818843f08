/** What the runner of the product tells the journeys. */
function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const environment = {
  get controlUrl() {
    return needed('SIMULATOR_CONTROL_URL').replace(/\/$/, '');
  },
  get controlToken() {
    return needed('SIMULATOR_CONTROL_TOKEN');
  },
  get login() {
    return needed('E2E_LOGIN');
  },
  /** Another member of the same workspace, with the same password. */
  get colleague() {
    return needed('E2E_COLLEAGUE');
  },
  /** One of our own people, who signs in to the administration with the same password. */
  get staff() {
    return needed('E2E_STAFF');
  },
  get python() {
    return needed('E2E_PYTHON');
  },
  get backend() {
    return needed('E2E_BACKEND');
  },
  get databaseUrl() {
    return needed('E2E_DATABASE_URL');
  },
  get redisUrl() {
    return needed('E2E_REDIS_URL');
  },
  get password() {
    return needed('E2E_PASSWORD');
  },
  get mailFolder() {
    return needed('E2E_MAIL_FOLDER');
  },
};

/** The marketplace is read every few seconds, so what it brings may take that long. */
export const ARRIVES_WITHIN_MS = 90_000;
