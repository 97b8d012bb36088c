import { asMemberOrAnyone } from "@/app/api/studies/[study]/as-member-or-anyone";
import { toFigureFile } from "@/components/results/figure-svg";
import { withoutEstimates } from "@/components/results/without-estimates";
import { toAttachment } from "@/lib/http/attachment";
import { jsonError } from "@/lib/http/reply";
import { getMatrix } from "@/lib/results/queries";

type Context = { params: Promise<{ study: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const { study } = await params;
    const matrix = await asMemberOrAnyone((actor) => getMatrix(actor, study));
    return new Response(toFigureFile(matrix, withoutEstimates(matrix)), {
      headers: {
        "Content-Type": "image/svg+xml",
        "Content-Disposition": toAttachment(`${matrix.study}.svg`),
        "Cache-Control": "no-store",
        // opened by itself the drawing is a document, with model names in it that an import chose
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    return jsonError(error);
  }
}
