import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import sdmxdl.*;
import sdmxdl.web.*;

/** sdmx-dl: list, structure, data and availability; it speaks the first generation. java -cp sdmx-dl-standalone.jar SdmxDl.java http://127.0.0.1:8080 */
class SdmxDl {
    private static int failed;

    public static void main(String[] args) throws Exception {
        WebSource source = WebSource.builder().id("MIG").driver("RI_SDMX21").endpointOf(args[0] + "/sdmx/v1").build();
        FlowRef flow = FlowRef.parse("MIG,DF_STK_BIL,1.0.0");
        Key key = Key.parse("A.FR.STK_MIG......");
        try (Connection mig = SdmxWebManager.ofServiceLoader().getConnection(source, Languages.ANY)) {
            step("v1 list", () -> mig.getFlows(DatabaseRef.NO_DATABASE).size());
            step("v1 structure", () -> mig.getMeta(DatabaseRef.NO_DATABASE, flow).getStructure().getDimensions().size());
            step("v1 data", () -> {
                try (Stream<Series> series = mig.getDataStream(DatabaseRef.NO_DATABASE, flow, Query.builder().key(key).build())) {
                    return series.mapToInt(s -> s.getObs().size()).sum();
                }
            });
            step("v1 availability", () -> mig.getAvailableDimensionCodes(DatabaseRef.NO_DATABASE, flow, Key.ALL, 1).size());
        }
        System.exit(failed > 0 ? 1 : 0);
    }

    private static void step(String name, Callable<?> work) {
        try {
            System.out.println("ok   " + name + " " + work.call());
        } catch (Exception e) {
            failed++;
            System.out.println("FAIL " + name + " " + e);
        }
    }
}
