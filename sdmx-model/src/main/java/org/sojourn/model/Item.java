package org.sojourn.model;

/** One entry of an item scheme. */
public sealed interface Item
        permits Code,
                Concept,
                Category,
                ReportingCategory,
                Organisation,
                Transformation,
                Ruleset,
                UserDefinedOperator,
                CustomType,
                NamePersonalisation,
                VtlMapping {

    Naming naming();

    default String id() {
        return naming().id();
    }
}
