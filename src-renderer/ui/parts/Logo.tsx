/** The mark on its tile: a handset over a lamp. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <path
        d="M5 10.5C5 7.51 7.51 5 10.5 5H21.5C24.49 5 27 7.51 27 10.5V12.86A1.57 1.57 0 0 1 25.43 14.43H22.44A1.57 1.57 0 0 1 20.95 13.36C20.24 11.29 18.51 10.11 16 10.11C13.49 10.11 11.76 11.29 11.05 13.36A1.57 1.57 0 0 1 9.56 14.43H6.57A1.57 1.57 0 0 1 5 12.86Z"
        fill="#fff"
      />
      <circle cx="16" cy="20.71" r="5.03" fill="none" stroke="#fff" strokeWidth="2.51" />
    </svg>
  )
}
