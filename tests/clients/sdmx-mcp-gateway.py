"""sdmx-mcp-gateway: list, structure, codes, availability and data of the first generation, which is all that it speaks.

python sdmx-mcp-gateway.py http://127.0.0.1:8080, with its folder and httpx on PYTHONPATH. Only its client is tried: of the
protocol around it no more than the name of a class is needed, which is stood in for.
"""
import asyncio
import sys
import types

fastmcp = types.ModuleType("mcp.server.fastmcp")
fastmcp.Context = type("Context", (), {"__class_getitem__": classmethod(lambda cls, item: cls)})
pydantic = types.ModuleType("pydantic")
pydantic.BaseModel = type("BaseModel", (), {})
pydantic.Field = lambda *args, **more: None
sys.modules.update({"mcp": types.ModuleType("mcp"), "mcp.server": types.ModuleType("mcp.server"),
                    "mcp.server.fastmcp": fastmcp})
sys.modules.setdefault("pydantic", pydantic)

from sdmx_progressive_client import SDMXProgressiveClient  # noqa: E402

server = sys.argv[1]


async def main():
    client = SDMXProgressiveClient(base_url=server + "/sdmx/v1", agency_id="MIG")
    failed = 0

    async def available():
        found = await client.get_actual_availability("DF_STK_BIL")
        return {k: len(v) for k, v in found["cube_regions"][0]["keys"].items()}

    async def data():
        status, text = await client.fetch_data_probe(server + "/sdmx/v1/data/MIG,DF_STK_BIL/A.FR.STK_MIG......")
        return status, len(text.splitlines()) - 1

    async def structure():
        return len((await client.get_structure_summary("DF_STK_BIL")).dimensions)

    async def codes():
        return (await client.get_dimension_codes("DF_STK_BIL", "REF_AREA"))["total_codes"]

    async def flows():
        return len(await client.discover_dataflows())

    for name, work in {"list": flows, "structure": structure, "codes": codes, "availability": available,
                       "data": data}.items():
        try:
            print("ok  ", "v1", name, await work())
        except Exception as e:  # whatever the client stops at is what we want to know
            failed += 1
            print("FAIL", "v1", name, type(e).__name__, str(e)[:300])
    await client.close()
    return failed


sys.exit(1 if asyncio.run(main()) else 0)
