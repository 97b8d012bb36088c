-- a pair that an amendment took out expects nothing, as it did before
ALTER TABLE "comparisons" DROP CONSTRAINT "comparisons_expected";
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_expected"
  CHECK (("expected" IS NULL) = ("purpose" NOT IN ('practice', 'gold', 'attention')));
