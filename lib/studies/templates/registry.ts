import type { TEMPLATES } from "@/lib/studies/schema";
import { arena } from "@/lib/studies/templates/arena";
import { koala2023 } from "@/lib/studies/templates/koala-2023";
import type { StudyTemplate } from "@/lib/studies/templates/study-template";

export type TemplateName = (typeof TEMPLATES)[number];

const STUDY_TEMPLATES: Record<TemplateName, StudyTemplate> = { "koala-2023": koala2023, arena };

export function getTemplate(name: TemplateName): StudyTemplate {
  return STUDY_TEMPLATES[name];
}
