import type { ComponentProps } from 'react';
import { useFocusLeft } from '@/lib/use-focus-left';
import { IconButton } from '@/ui/button';

/** The name of the open chat: where one is when what was pressed is gone. */
export const HEADING = '#conversation :is(h1, h2)';

/** A button that its own press may take from the screen. */
export function PassingButton(props: ComponentProps<typeof IconButton>) {
  return <IconButton {...props} ref={useFocusLeft<HTMLButtonElement>(HEADING)} />;
}
