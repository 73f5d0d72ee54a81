/** For `useReadPages`: one page after the other, as far as somebody asks for more. */
export const PAGES = {
  pageParamName: 'cursor',
  // No cursor at all: without a value of its own the first page would be asked for as page 0.
  initialPageParam: null,
  getNextPageParam: ({ nextCursor }: { readonly nextCursor: string | null }) => nextCursor ?? undefined,
  refetchInterval: 30_000,
} as const;
