package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;

/** How data are made or checked, step by step, for people to read. */
public record Process(Maintenance maintenance, List<Step> steps) implements MaintainableArtefact {
    public Process {
        steps = List.copyOf(steps);
    }

    /** One step, with the steps that it consists of. */
    public record Step(
            Naming naming,
            List<Argument> inputs,
            List<Argument> outputs,
            Optional<Computation> computation,
            List<Transition> transitions,
            List<Step> children) {
        public Step {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            transitions = List.copyOf(transitions);
            children = List.copyOf(children);
        }

        public String id() {
            return naming.id();
        }
    }

    /** What goes into a step or comes out of it: any artefact, item or component. */
    public record Argument(Optional<String> localId, List<Annotation> annotations, Urn object) {
        public Argument {
            annotations = List.copyOf(annotations);
        }
    }

    /** What a step does, in words. */
    public record Computation(
            Optional<String> localId,
            Optional<String> softwarePackage,
            Optional<String> softwareLanguage,
            Optional<String> softwareVersion,
            List<Annotation> annotations,
            LocalisedText descriptions) {
        public Computation {
            annotations = List.copyOf(annotations);
        }
    }

    /**
     * What comes after a step under a condition.
     *
     * @param identification its id is empty where none was given, which the formats allow
     * @param targetStep the dotted path of the next step from the root of the process
     */
    public record Transition(
            Identification identification, Optional<String> localId, String targetStep, LocalisedText conditions) {}

    @Override
    public ArtefactClass type() {
        return ArtefactClass.PROCESS;
    }
}
