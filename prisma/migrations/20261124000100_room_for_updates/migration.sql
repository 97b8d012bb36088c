-- Every vote moves the counters of two comparisons. With room on the page the new row lies beside the old one and no
-- index changes; without it the table grows by a row a vote until the vacuum comes, and the scheduler reads all of it.
ALTER TABLE "comparisons" SET (fillfactor = 50);
