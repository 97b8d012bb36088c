import { Tag } from "@/components/ui/tag";

type Status = "draft" | "opening" | "open" | "paused" | "closed";

const WORD: Record<Status, string> = {
  draft: "Draft",
  opening: "Opening…",
  open: "Open",
  paused: "Paused",
  closed: "Closed",
};

type Props = { study: { status: Status; origin: "native" | "imported"; publishedAt: Date | null } };

export function StudyStatusTag({ study }: Props) {
  return (
    <span className="inline-flex gap-2">
      <Tag>{study.origin === "imported" ? "Imported" : WORD[study.status]}</Tag>
      {study.publishedAt && <Tag>Published</Tag>}
    </span>
  );
}
