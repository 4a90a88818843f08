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
