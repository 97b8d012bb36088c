-- A dry run's votes are simulated: the study may be deleted, with all that is in it. What is real stays as unchangeable as
-- it was, and a real study cannot be turned into a dry run.

CREATE FUNCTION "keep_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM "assignments" a JOIN "raters" r ON r."id" = a."rater_id" JOIN "studies" s ON s."id" = r."study_id"
    WHERE a."id" = OLD."assignment_id" AND s."is_dry_run"
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER "votes_immutable" ON "votes";
CREATE TRIGGER "votes_immutable" BEFORE UPDATE OR DELETE ON "votes"
  FOR EACH ROW EXECUTE FUNCTION "keep_vote"();

CREATE OR REPLACE FUNCTION "keep_study_parts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid;
  study "studies"%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN touched := OLD."study_id"; ELSE touched := NEW."study_id"; END IF;
  SELECT * INTO study FROM "studies" WHERE "id" = touched;
  IF study."protocol_hash" IS NOT NULL AND study."kind" = 'fixed' AND NOT (TG_OP = 'DELETE' AND study."is_dry_run") THEN
    RAISE EXCEPTION 'study % is frozen: its % cannot change', study."name", TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF TG_TABLE_NAME = 'comparisons' AND study."origin" = 'native' AND to_jsonb(NEW) ->> 'response_a_id' IS NULL THEN
    RAISE EXCEPTION 'a comparison needs both responses' USING ERRCODE = 'not_null_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION "keep_dry_run"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'study % is a dry run or real for good', OLD."name" USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "studies_keep_dry_run" BEFORE UPDATE OF "is_dry_run" ON "studies"
  FOR EACH ROW WHEN (NEW."is_dry_run" IS DISTINCT FROM OLD."is_dry_run") EXECUTE FUNCTION "keep_dry_run"();
