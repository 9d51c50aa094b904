// sdmx-rest and sdmx-json-parser: list, structure, data and availability on both generations.
// node sdmx-rest.mjs http://127.0.0.1:8080
import { createRequire } from 'node:module';
const require = createRequire(process.cwd() + '/x.js');
const rest = require('sdmx-rest');
const { SDMXParser } = require('sdmx-json-parser');
const server = process.argv[2];
const v1 = rest.getService({ url: server + '/sdmx/v1', api: 'v1.5.0' });
const v2 = rest.getService({ url: server + '/sdmx/v2', api: 'v2.0.0' });
let failed = 0;
async function step(name, work) {
  try {
    console.log('ok  ', name, await work());
  } catch (e) {
    failed++;
    console.log('FAIL', name, String(e).slice(0, 300));
  }
}
const count = (text, what) => text.split(what).length - 1;
const ask = async (query, service, accept) => {
  const response = await rest.request2(query, service, { headers: { accept } });
  rest.checkStatus(query, response);
  rest.checkMediaType(accept, response);
  return response.text();
};
const structure21 = 'application/vnd.sdmx.structure+xml;version=2.1';
const structure30 = 'application/vnd.sdmx.structure+json;version=2.0.0';
await step('v1 list', async () => count(await ask(rest.getMetadataQuery({ resource: 'dataflow' }), v1, structure21), '<str:Dataflow '));
await step('v1 structure', async () => count(await ask(rest.getMetadataQuery({ resource: 'datastructure', agency: 'MIG', id: 'DSD_MIG_STK', references: 'descendants' }), v1, structure21), '<str:Code '));
for (const format of ['genericdata+xml;version=2.1', 'structurespecificdata+xml;version=2.1', 'data+json;version=1.0.0', 'data+csv;version=1.0.0']) {
  const accept = 'application/vnd.sdmx.' + format;
  await step('v1 data ' + format, async () => (await ask(rest.getDataQuery({ flow: 'DF_STK_BIL', key: 'A.FR.STK_MIG......', start: '2020' }), v1, accept)).length);
}
await step('v1 availability', async () => count(await ask(rest.getAvailabilityQuery({ flow: 'DF_STK_BIL', key: 'A.FR.STK_MIG......' }), v1, structure21), '<com:Value>'));
await step('v1 schema', async () => (await ask(rest.getSchemaQuery({ context: 'dataflow', agency: 'MIG', id: 'DF_STK_BIL' }), v1, 'application/vnd.sdmx.schema+xml;version=2.1')).length);
await step('v2 list', async () => JSON.parse(await ask(rest.getMetadataQuery({ resource: 'dataflow' }), v2, structure30)).data.dataflows.length);
await step('v2 structure', async () => JSON.parse(await ask(rest.getMetadataQuery({ resource: 'datastructure', agency: 'MIG', id: 'DSD_MIG_STK', references: 'descendants' }), v2, structure30)).data.codelists.length);
for (const format of ['data+xml;version=3.0.0', 'data+json;version=2.0.0', 'data+csv;version=2.0.0']) {
  const accept = 'application/vnd.sdmx.' + format;
  const query = rest.getDataQuery2({ context: 'dataflow=MIG:DF_STK_BIL(1.0.0)', key: 'A.FR.STK_MIG.*.*.*.*.*.*', filters: ['TIME_PERIOD=ge:2020'] });
  await step('v2 data ' + format, async () => (await ask(query, v2, accept)).length);
}
await step('v2 availability', async () => JSON.parse(await ask(rest.getAvailabilityQuery2({ context: 'dataflow=MIG:DF_STK_BIL(1.0.0)', key: 'A.FR.STK_MIG.*.*.*.*.*.*' }), v2, structure30)).data.dataConstraints[0].cubeRegions[0].keyValues.length);
await step('v2 sdmx-json-parser', async () => {
  const message = new SDMXParser();
  await message.getDatasets(server + '/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/1.0.0/A.FR.STK_MIG.DE?format=jsondata&formatVersion=2.0.0');
  return message.getName() + ', ' + message.getDimensions().length + ' dimensions';
});
process.exit(failed ? 1 : 0);
