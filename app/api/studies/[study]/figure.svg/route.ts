import { asMemberOrAnyone } from "@/app/api/studies/[study]/as-member-or-anyone";
import { toFigureFile } from "@/components/results/figure-svg";
import { toAttachment } from "@/lib/http/attachment";
import { jsonError } from "@/lib/http/reply";
import { parseAnalysisOptions } from "@/lib/results/analysis-options";
import { getAnalysis, getAnalysisDefaults } from "@/lib/results/queries";

type Context = { params: Promise<{ study: string }> };

/** The matrix with its intervals, for the options in the address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const { study } = await params;
    const query = new URL(request.url).searchParams;
    const analysis = await asMemberOrAnyone(async (actor) => {
      const options = parseAnalysisOptions(query, await getAnalysisDefaults(actor, study));
      return getAnalysis(actor, study, options);
    });
    return new Response(toFigureFile(analysis), {
      headers: {
        "Content-Type": "image/svg+xml",
        "Content-Disposition": toAttachment(`${analysis.study}.svg`),
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
