/**
 * How artefacts look on the wire: one hand-annotated class per wire type, for SDMX-ML by JAXB and for SDMX-JSON by Jackson.
 *
 * <p>Fields stand in the order of the schema, which is the order in which they are written. Every value is text: what a
 * flag or a number may be is decided when it is turned into the model, so that a bad one is reported and not dropped.
 */
@NullMarked
@XmlSchema(namespace = Namespaces.STRUCTURE, elementFormDefault = XmlNsForm.QUALIFIED)
@XmlAccessorType(XmlAccessType.NONE)
package org.sojourn.structure.binding;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
