package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Process.Argument;
import org.sojourn.model.Process.Computation;
import org.sojourn.model.Process.Step;
import org.sojourn.model.Process.Transition;
import org.sojourn.model.ref.ArtefactClass;

/** A step of a process with those it consists of. */
final class ProcessStepBinding extends NameableBinding {
    @XmlElement(name = "Input")
    @JsonProperty
    @Nullable
    List<ArgumentBinding> inputs;

    @XmlElement(name = "Output")
    @JsonProperty
    @Nullable
    List<ArgumentBinding> outputs;

    @XmlElement(name = "Computation")
    @JsonProperty
    @Nullable
    ComputationBinding computation;

    @XmlElement(name = "Transition")
    @JsonProperty
    @Nullable
    List<TransitionBinding> transitions;

    @XmlElement(name = "ProcessStep")
    @JsonProperty
    @Nullable
    List<ProcessStepBinding> processSteps;

    static ProcessStepBinding of(Step s, String above, Writing out) {
        ProcessStepBinding b = new ProcessStepBinding();
        String path = above + s.id();
        out.at(path);
        b.set(s.naming(), out.urn(ArtefactClass.PROCESS_STEP, path), out);
        b.inputs = Wire.list(s.inputs(), i -> ArgumentBinding.of(i, out));
        b.outputs = Wire.list(s.outputs(), o -> ArgumentBinding.of(o, out));
        b.computation = s.computation().map(c -> ComputationBinding.of(c, out)).orElse(null);
        b.transitions = Wire.list(s.transitions(), t -> TransitionBinding.of(t, path, out));
        b.processSteps = Wire.list(s.children(), child -> of(child, path + ".", out));
        return b;
    }

    Step toModel(String above, Reading in) {
        String path = above + Reading.required(id, "id of a process step");
        in.at(path);
        return new Step(
                naming(in),
                arguments(inputs, "input", in),
                arguments(outputs, "output", in),
                Optional.ofNullable(computation).map(c -> c.toModel(in)),
                Wire.each(transitions).stream()
                        .flatMap(t -> t.toModel(in).stream())
                        .toList(),
                Wire.each(processSteps).stream()
                        .map(s -> s.toModel(path + ".", in))
                        .toList());
    }

    private static List<Argument> arguments(@Nullable List<ArgumentBinding> bindings, String what, Reading in) {
        List<Argument> all = new ArrayList<>();
        for (ArgumentBinding b : Wire.each(bindings)) {
            b.toModel(what, in).ifPresent(all::add);
        }
        return all;
    }

    /** What goes into a step or comes out of it. */
    static final class ArgumentBinding extends AnnotableBinding {
        @XmlElement(name = "ObjectReference")
        @JsonProperty
        @Nullable
        ReferenceBinding objectReference;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String localID;

        static ArgumentBinding of(Argument a, Writing out) {
            ArgumentBinding b = new ArgumentBinding();
            b.set(a.annotations(), out);
            b.objectReference = ReferenceBinding.of(a.object(), out);
            b.localID = a.localId().orElse(null);
            return b;
        }

        Optional<Argument> toModel(String what, Reading in) {
            if (objectReference == null) {
                in.error("bad-reference", "an " + what + " names no object; left out");
                return Optional.empty();
            }
            return objectReference
                    .toModel(ArtefactClass.DATAFLOW, what + " of a process step", in)
                    .map(u -> new Argument(Optional.ofNullable(localID), annotations(in), u));
        }
    }

    /** What a step does, in words. */
    static final class ComputationBinding extends AnnotableBinding {
        @XmlElement(name = "Description", namespace = Namespaces.COMMON)
        @Nullable
        List<TextBinding> description;

        @JsonProperty("description")
        @Nullable
        String bestDescription;

        @JsonProperty("descriptions")
        @Nullable
        Map<String, String> descriptionByLanguage;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String localID;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String softwarePackage;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String softwareLanguage;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String softwareVersion;

        static ComputationBinding of(Computation c, Writing out) {
            ComputationBinding b = new ComputationBinding();
            b.set(c.annotations(), out);
            b.localID = c.localId().orElse(null);
            b.softwarePackage = c.softwarePackage().orElse(null);
            b.softwareLanguage = c.softwareLanguage().orElse(null);
            b.softwareVersion = c.softwareVersion().orElse(null);
            if (c.descriptions().isEmpty()) {
                out.lose("validity: every format wants a computation to be described");
            }
            if (out.dialect().xml()) {
                b.description = TextBinding.list(c.descriptions());
            } else {
                b.bestDescription = out.best(c.descriptions());
                b.descriptionByLanguage = TextBinding.map(c.descriptions());
            }
            return b;
        }

        Computation toModel(Reading in) {
            return new Computation(
                    Optional.ofNullable(localID),
                    Optional.ofNullable(softwarePackage),
                    Optional.ofNullable(softwareLanguage),
                    Optional.ofNullable(softwareVersion),
                    annotations(in),
                    TextBinding.model(description, bestDescription, descriptionByLanguage, "description", in));
        }
    }

    /** What comes after a step under a condition. */
    static final class TransitionBinding extends IdentifiableBinding {
        @XmlElement(name = "TargetStep")
        @JsonProperty
        @Nullable
        ReferenceBinding targetStep;

        @XmlElement(name = "Condition")
        @Nullable
        List<TextBinding> conditionList;

        @JsonProperty("condition")
        @Nullable
        String bestCondition;

        @JsonProperty("conditions")
        @Nullable
        Map<String, String> conditionByLanguage;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String localID;

        static TransitionBinding of(Transition t, String step, Writing out) {
            TransitionBinding b = new TransitionBinding();
            String known = t.identification().id();
            b.set(
                    t.identification(),
                    known.isEmpty() ? "" : out.urn(ArtefactClass.TRANSITION, step + "." + known),
                    out);
            if (known.isEmpty()) {
                b.id = null;
                b.urn = null;
                if (!out.dialect().xml()) {
                    t.identification().uri().ifPresent(u -> out.lose("URI '" + u + "' of a transition without id"));
                }
            }
            b.localID = t.localId().orElse(null);
            b.targetStep = ReferenceBinding.local(t.targetStep(), ArtefactClass.PROCESS_STEP, t.targetStep(), out);
            if (t.conditions().isEmpty()) {
                out.lose("validity: every format wants a transition to have a condition");
            }
            if (out.dialect().xml()) {
                b.conditionList = TextBinding.list(t.conditions());
            } else {
                b.bestCondition = out.best(t.conditions());
                b.conditionByLanguage = TextBinding.map(t.conditions());
            }
            return b;
        }

        /** Empty, and reported, where it leads nowhere. */
        Optional<Transition> toModel(Reading in) {
            if (targetStep == null) {
                in.error("bad-reference", "a transition names no step; left out");
                return Optional.empty();
            }
            return targetStep
                    .toLocalPath("target of a transition", in)
                    .map(target -> new Transition(
                            identification(Wire.or(id, ""), in),
                            Optional.ofNullable(localID),
                            target,
                            TextBinding.model(conditionList, bestCondition, conditionByLanguage, "condition", in)));
        }
    }
}
