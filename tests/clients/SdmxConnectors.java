import it.bancaditalia.oss.sdmx.api.*;
import it.bancaditalia.oss.sdmx.client.*;
import it.bancaditalia.oss.sdmx.client.Provider.AuthenticationMethods;
import it.bancaditalia.oss.sdmx.util.Configuration;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;

/** SDMX connectors of Banca d'Italia: list, structure, data and availability on both generations. java -cp CLASSES SdmxConnectors.java http://127.0.0.1:8080 */
class SdmxConnectors {
    private static int failed;

    public static void main(String[] args) throws Exception {
        Configuration.getSdmxLogger().setLevel(java.util.logging.Level.OFF);
        generation("v1", args[0] + "/sdmx/v1", SDMXVersion.V2, "A.FR.STK_MIG......", "A.FR.STK_MIG......");
        generation("v2", args[0] + "/sdmx/v2", SDMXVersion.V3, "A.FR.STK_MIG......", "c[REF_AREA]=FR");
        System.exit(failed > 0 ? 1 : 0);
    }

    private static void generation(String name, String address, SDMXVersion version, String key, String filter) throws Exception {
        Provider provider = new Provider(
                "MIG" + name, new URI(address), AuthenticationMethods.NONE, false, true, true, name, version);
        GenericSDMXClient client = version == SDMXVersion.V2 ? new RestSdmx21Client(provider) : new RestSdmx30Client(provider);
        step(name + " list", () -> client.getDataflows().size());
        Dataflow flow = client.getDataflow("DF_STK_BIL", "MIG", "1.0.0");
        DataFlowStructure structure = client.getDataFlowStructure(flow.getDsdIdentifier(), true);
        step(name + " structure", () -> structure.getDimensions().size() + " dimensions, "
                + structure.getDimensions().get(1).getCodeList().size() + " areas");
        step(name + " codes", () -> client.getCodes("CL_SEX", "MIG", null).size());
        step(name + " data", () -> observations(client.getTimeSeries(flow, structure, key, null, null, false, null, false)));
        step(name + " data of a period", () -> observations(client.getTimeSeries(flow, structure, key, "2015", "2020", false, null, false)));
        step(name + " keys of series", () -> client.getTimeSeries(flow, structure, key, null, null, true, null, false).size());
        step(name + " availability", () -> client.getAvailableCubeRegion(flow, filter, "available").get("REF_AREA").size());
        if (version == SDMXVersion.V3) { // it asks the first generation for no counts
            step(name + " counts", () -> client.getAvailableTimeSeriesNumber(flow, filter));
        }
    }

    private static String observations(List<PortableTimeSeries<Double>> series) {
        return series.size() + " series, " + series.stream().mapToInt(PortableTimeSeries::size).sum() + " observations";
    }

    private static void step(String name, Callable<?> work) {
        try {
            System.out.println("ok   " + name + " " + work.call());
        } catch (Exception | LinkageError e) {
            failed++;
            System.out.println("FAIL " + name + " " + e);
        }
    }
}
