# sdmxdata: list, structure and data of the first generation, in SDMX-JSON 1.0 and CSV; it asks for no availability.
# Rscript sdmxdata.R http://127.0.0.1:8080
suppressMessages(library(sdmxdata))
server <- commandArgs(trailingOnly = TRUE)[1]
failed <- 0
step <- function(name, work) {
  tryCatch(cat("ok  ", name, work(), "\n"), error = function(e) {
    failed <<- failed + 1
    cat("FAIL", name, substr(conditionMessage(e), 1, 300), "\n")
  })
}
v1 <- sdmx_endpoint(paste0(server, "/sdmx/v1"), id = "MIG")
step("v1 list", function() nrow(list_dataflows(v1)))
step("v1 structure", function() {
  flow <- get_dataflow_structure(v1, agencyID = "MIG", id = "DF_STK_BIL", version = "1.0.0")
  c(length(flow$dimensions), "dimensions")
})
step("v1 data", function() nrow(get_observations(
  v1, agencyID = "MIG", id = "DF_STK_BIL", version = "1.0.0",
  filter_on = list(FREQ = "A", REF_AREA = "FR", MEASURE = "STK_MIG"))))
step("v1 data of a period", function() nrow(get_observations(
  v1, agencyID = "MIG", id = "DF_STK_BIL", version = "1.0.0", startPeriod = "2015", endPeriod = "2020",
  filter_on = list(FREQ = "A", REF_AREA = "FR", MEASURE = "STK_MIG"))))
quit(status = if (failed > 0) 1 else 0)
