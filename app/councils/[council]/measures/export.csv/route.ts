import { valuesRoute } from '#app/councils/[council]/measures/values-route.ts';

export const { GET, HEAD } = valuesRoute;
