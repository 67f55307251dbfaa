export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--accent-fill)" />
      <g fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M23.5 9.6A10 10 0 1 0 23.5 22.4" />
        <path d="M14 11.8 18.2 16 14 20.2" />
      </g>
      <circle cx="24.4" cy="16" r="2" fill="#ffcf5c" />
    </svg>
  );
}
