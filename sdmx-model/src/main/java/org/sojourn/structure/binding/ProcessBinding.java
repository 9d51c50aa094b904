package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Process;
import org.sojourn.model.Process.Step;

/** A process in every format. */
public final class ProcessBinding extends MaintainableBinding<Process> {
    @XmlElement(name = "ProcessStep")
    @JsonProperty
    @Nullable
    List<ProcessStepBinding> processSteps;

    /** The wire form of a process. */
    public static ProcessBinding of(Process process, Writing out) {
        ProcessBinding b = new ProcessBinding();
        b.set(process, out);
        b.processSteps = Wire.list(process.steps(), s -> ProcessStepBinding.of(s, "", out));
        return b;
    }

    @Override
    public Process toModel(Reading in) {
        List<Step> steps =
                Wire.each(processSteps).stream().map(s -> s.toModel("", in)).toList();
        in.at("");
        return new Process(maintenance(in), steps);
    }
}
