"""sdmx1: list, structure, data and availability on both generations.

python sdmx1-client.py http://127.0.0.1:8080 v1|v2, one generation in a process: what it read before stays with it
"""
import sys

import sdmx

server = sys.argv[1]
failed = 0


def step(name, work):
    global failed
    try:
        print("ok  ", name, work())
    except Exception as e:  # whatever the client stops at is what we want to know
        failed += 1
        print("FAIL", name, type(e).__name__, str(e)[:300])



def first():
    sdmx.add_source({"id": "MIG", "url": server + "/sdmx/v1", "name": "v1", "supports": {"availableconstraint": True}})
    one = sdmx.Client("MIG")
    step("v1 list", lambda: len(one.dataflow().dataflow))
    known = {}

    def structure():
        known["one"] = one.dataflow("DF_STK_BIL", params={"references": "descendants"})
        return len(known["one"].codelist), len(known["one"].structure)

    step("v1 structure", structure)
    step("v1 data", lambda: len(sdmx.to_pandas(one.data("DF_STK_BIL", key="A.FR.STK_MIG......"))))
    step("v1 data structure-specific", lambda: len(sdmx.to_pandas(one.data(
        "DF_STK_BIL", key="A.FR.STK_MIG......", dsd=next(iter(known["one"].structure.values())),
        headers={"Accept": "application/vnd.sdmx.structurespecificdata+xml;version=2.1"}))))
    step("v1 availability", lambda: [len(c.data_content_region[0].member) for c in one.get(
        "availableconstraint", "DF_STK_BIL", force=True).constraint.values()])


def second():
    sdmx.add_source({"id": "MIG2", "url": server + "/sdmx/v2", "name": "v2", "versions": ["3.0.0"]})
    two = sdmx.Client("MIG2")
    ml = {"Accept": "application/vnd.sdmx.structure+xml;version=3.0.0"}
    ml21 = {"Accept": "application/vnd.sdmx.structure+xml;version=2.1"}
    known = {}
    step("v2 list", lambda: len(two.get(url=server + "/sdmx/v2/structure/dataflow", headers=ml).dataflow))

    # of 3.0 it reads no data structure that has attributes of groups or of the data set
    def structure():
        found = two.get(
            url=server + "/sdmx/v2/structure/datastructure/MIG/DSD_MIG_STK?references=descendants", headers=ml21)
        return len(found.codelist), len(found.structure)

    step("v2 codes", lambda: len(two.get(
        url=server + "/sdmx/v2/structure/codelist/MIG", headers=ml).codelist))
    step("v2 structure", structure)
    step("v2 data, generic 2.1", lambda: len(sdmx.to_pandas(two.get(
        url=server + "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/1.0.0/A.FR.STK_MIG",
        headers={"Accept": "application/vnd.sdmx.genericdata+xml;version=2.1"}))))
    step("v2 availability", lambda: len(two.get(
        url=server + "/sdmx/v2/availability/dataflow/MIG/DF_STK_BIL", headers=ml).constraint))
    step("v2 availability 2.1", lambda: [len(c.data_content_region[0].member) for c in two.get(
        url=server + "/sdmx/v2/availability/dataflow/MIG/DF_STK_BIL", headers=ml21).constraint.values()])


{"v1": first, "v2": second}[sys.argv[2]]()
sys.exit(1 if failed else 0)
