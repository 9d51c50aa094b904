-- What an analyst would do: the dump of everything as one table, in the order of the keys, so that the zone maps of DuckDB
-- can skip; its columns are compressed by dictionaries. All processors; the order is kept, as in our answers.
set preserve_insertion_order=true;
create table obs as
    select * exclude ("STRUCTURE[;]", STRUCTURE_ID, ACTION) from read_csv('${dump}', header=true, all_varchar=true);
checkpoint;
