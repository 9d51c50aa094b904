# rsdmx: list, structure, data and availability on both generations; it reads SDMX-ML 2.1.
# Rscript rsdmx.R http://127.0.0.1:8080
suppressMessages(library(rsdmx))
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
codes <- function(url) {
  dsd <- readSDMX(url)
  lists <- slot(slot(dsd, "codelists"), "codelists")
  c(length(slot(slot(slot(dsd, "datastructures"), "datastructures")[[1]], "Components")@Dimensions), length(lists))
}
step("v1 list", function() nrow(as.data.frame(readSDMX(paste0(v1, "dataflow/all/all/latest/")))))
step("v1 structure", function() codes(paste0(v1, "datastructure/MIG/DSD_MIG_STK/latest/?references=children")))
step("v1 data", function() nrow(as.data.frame(readSDMX(paste0(v1, "data/DF_STK_BIL/A.FR.STK_MIG....../all/")))))
step("v1 availability", function() class(readSDMX(paste0(v1, "availableconstraint/DF_STK_BIL/"))))
step("v2 list", function() nrow(as.data.frame(readSDMX(paste0(v2, "structure/dataflow/*/*/~/?", ml)))))
step("v2 structure", function() codes(paste0(v2, "structure/datastructure/MIG/DSD_MIG_STK/~/?references=children&", ml)))
step("v2 data", function() nrow(as.data.frame(readSDMX(paste0(
  v2, "data/dataflow/MIG/DF_STK_BIL/~/A.FR.STK_MIG/?format=genericdata&formatVersion=2.1")))))
quit(status = if (failed > 0) 1 else 0)
