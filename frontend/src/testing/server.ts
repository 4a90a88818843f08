import { http } from 'msw';
import { setupServer } from 'msw/node';
import { handlers } from './handlers';
import { makeWorld, type World } from './world';

export const server = setupServer();

/** Starts the imagined server over a world. */
export function serve(part: Partial<World> = {}): World {
  const world = makeWorld(part);
  server.use(...handlers(world));
  return world;
}

/**
 * Requests of this kind wait until the test says go; then they get the answer as it was when they were asked, or
 * that of the imagined world.
 */
export function holdBack(
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  answer: () => Response | undefined = () => undefined,
): () => void {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const hold = async () => {
    const known = answer();
    await gate;
    return known;
  };
  server.use(http[method](path, hold));
  return release;
}
