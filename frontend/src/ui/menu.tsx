import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useCommand } from '@/lib/commands';
import { IconButton } from './button';
import { Icon, type IconName } from './icon';

export type MenuItem = { name: string; icon: IconName; keys?: string; run: () => unknown };

/** A button with a list of actions. Arrows go through it, Esc and a click elsewhere close it. */
export function Menu({ label, items }: { label: string; items: MenuItem[] }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    options(box.current)[0]?.focus();
    const leave = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  useCommand('back', () => open && close(), true);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const all = options(box.current);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape') close();
    else if (to !== undefined) all.at(to % all.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are what is pressed
    <div ref={box} className="relative" onKeyDown={onKeyDown}>
      <IconButton
        icon="more"
        label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      />
      {open ? (
        <div
          id={id}
          role="menu"
          aria-label={label}
          className="absolute top-full right-0 z-20 w-max min-w-52 rounded-lg border border-line bg-raised p-1 shadow-float"
        >
          {items.map((item) => (
            <button
              key={item.name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                item.run();
              }}
              className="flex min-h-8 w-full items-center gap-2.5 rounded-md px-2.5 text-left hover:bg-sunken focus:bg-sunken coarse:min-h-11"
            >
              <Icon name={item.icon} size={16} className="text-ink2" />
              <span className="flex-1">{item.name}</span>
              {item.keys ? <kbd className="font-sans text-xs text-ink3">{item.keys}</kbd> : null}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function options(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}
