/** The sign and the name of the product. */
export function Logo({ short }: { short?: boolean }) {
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <img src="/favicon.svg" alt="" width={28} height={28} />
      <span className={short ? 'sr-only' : 'text-lg'}>Chat Center</span>
    </span>
  );
}
