# readsdmx: list, structure and data on both generations, in SDMX-ML 2.1; it reads no constraints.
# Rscript readsdmx.R http://127.0.0.1:8080
library(readsdmx)
server <- commandArgs(trailingOnly = TRUE)[1]
failed <- 0
step <- function(name, work) {
  tryCatch(cat("ok  ", name, work(), "\n"), error = function(e) {
    failed <<- failed + 1
    cat("FAIL", name, substr(conditionMessage(e), 1, 300), "\n")
  })
}
v1 <- paste0(server, "/sdmx/v1/")
v2 <- paste0(server, "/sdmx/v2/")
ml <- "format=structure&formatVersion=2.1"
step("v1 data", function() dim(read_sdmx(paste0(v1, "data/DF_STK_BIL/A.FR.STK_MIG......"))))
step("v1 data structure-specific", function() dim(read_sdmx(
  paste0(v1, "data/DF_STK_BIL/A.FR.STK_MIG......?format=structurespecificdata"))))
step("v1 structure", function() dim(read_sdmx(paste0(v1, "datastructure/MIG/DSD_MIG_STK?references=children"))))
step("v2 data", function() dim(read_sdmx(
  paste0(v2, "data/dataflow/MIG/DF_STK_BIL/~/A.FR.STK_MIG?format=structurespecificdata&formatVersion=2.1"))))
step("v2 structure", function() dim(read_sdmx(
  paste0(v2, "structure/datastructure/MIG/DSD_MIG_STK/~?references=children&", ml))))
quit(status = if (failed > 0) 1 else 0)
