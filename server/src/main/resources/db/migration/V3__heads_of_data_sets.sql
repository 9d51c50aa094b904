-- What the heads of data sets say of the data set itself: its id, validity, reporting and publication periods, one line each as
-- name=value. The full state from this load on; null where the load changed nothing of it.
alter table published add column head longtext;
