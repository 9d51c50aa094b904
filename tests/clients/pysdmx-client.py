"""pysdmx: list, structure, data and availability on both generations.

python pysdmx-client.py http://127.0.0.1:8080
"""
import sys

from pysdmx.api import fmr
from pysdmx.api.dc.rest import SdmxConnector
from pysdmx.api.qb import (
    ApiVersion, AvailabilityFormat, AvailabilityQuery, DataContext, DataFormat, DataQuery, RestService,
    StructureFormat, StructureQuery, StructureReference, StructureType,
)
from pysdmx.io import get_datasets, read_sdmx

server = sys.argv[1]
failed = 0


def step(name, work):
    global failed
    try:
        print("ok  ", name, work())
    except Exception as e:  # whatever the client stops at is what we want to know
        failed += 1
        print("FAIL", name, type(e).__name__, str(e)[:300])


def generation(name, service):
    structures = {}
    step(name + " list", lambda: len(read_sdmx(
        service.structure(StructureQuery(StructureType.DATAFLOW)).decode()).get_dataflows()))

    def structure():
        structures["text"] = service.structure(StructureQuery(
            StructureType.DATAFLOW, "MIG", "DF_STK_BIL", "1.0.0", references=StructureReference.DESCENDANTS)).decode()
        message = read_sdmx(structures["text"])
        return len(message.get_data_structure_definitions()), len(message.get_codelists())

    step(name + " structure", structure)
    step(name + " data", lambda: len(get_datasets(
        service.data(DataQuery(DataContext.DATAFLOW, "MIG", "DF_STK_BIL", "1.0.0", key="A.FR.STK_MIG.*.*.*.*.*.*")).decode(),
        structures["text"])[0].data))
    step(name + " availability", lambda: len(service.availability(AvailabilityQuery(
        DataContext.DATAFLOW, "MIG", "DF_STK_BIL", "1.0.0"))))


generation("v1 2.1", RestService(
    server + "/sdmx/v1", ApiVersion.V1_5_0, data_format=DataFormat.SDMX_ML_2_1_STR,
    structure_format=StructureFormat.SDMX_ML_2_1, avail_format=AvailabilityFormat.SDMX_ML_2_1))
generation("v2 3.0", RestService(
    server + "/sdmx/v2", ApiVersion.V2_0_0, data_format=DataFormat.SDMX_ML_3_0,
    structure_format=StructureFormat.SDMX_ML_3_0, avail_format=AvailabilityFormat.SDMX_ML_3_0))
registry = fmr.RegistryClient(server + "/sdmx/v2")
step("v2 registry list", lambda: len(registry.get_dataflows("MIG")))
step("v2 registry codes", lambda: len(registry.get_codes("MIG", "CL_SEX")))
step("v2 registry schema", lambda: len(registry.get_schema("dataflow", "MIG", "DF_STK_BIL", "1.0.0").components))

step("v2 registry details", lambda: len(registry.get_dataflow_details("MIG", "DF_STK_BIL", "1.0.0").components))
connector = SdmxConnector(server + "/sdmx/v2")
flow = "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=MIG:DF_STK_BIL(1.0.0)"
some = "REF_AREA = 'FR' AND TIME_PERIOD >= '2010' AND SEX <> 'F'"
step("v2 connector list", lambda: len(connector.dataflows()))


def available():
    found = connector.dataflow(flow, some)
    return found.series_count, found.obs_count, len(found.components)


step("v2 connector structure and availability", available)
step("v2 connector data", lambda: len(list(connector.data(flow, some))))
sys.exit(1 if failed else 0)
