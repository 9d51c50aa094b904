package org.sojourn.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sojourn.model.CascadeValues;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Codelist.Extension;
import org.sojourn.model.Identification;
import org.sojourn.model.Naming;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;

/**
 * Resolves code lists that build on others (3.x): the inherited codes first, in order of the extensions, then the list's own.
 *
 * <p>A later code replaces an earlier one of the same id and keeps the earlier one's place (3.1 section 4.3 of the
 * information model: the order of extensions is the order of precedence). Parents are kept where the parent was taken too,
 * and prefixed with it.
 */
public final class CodelistExtensions {

    private CodelistExtensions() {}

    /**
     * The list with all inherited codes and without extensions.
     *
     * @param find gives the code list behind a reference, empty where it is unknown (then nothing is inherited from it)
     * @throws SdmxException SEMANTIC when lists extend each other in a circle
     */
    public static Codelist resolve(Codelist list, Function<Urn, Optional<Codelist>> find) {
        return resolve(list, find, new HashSet<>());
    }

    private static Codelist resolve(Codelist list, Function<Urn, Optional<Codelist>> find, Set<Urn> below) {
        if (list.extensions().isEmpty()) {
            return list;
        }
        if (!below.add(list.urn())) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "code list " + list.urn().shortForm() + " extends itself, directly or through others");
        }
        Map<String, Code> codes = new LinkedHashMap<>();
        for (Extension extension : list.extensions()) {
            find.apply(extension.codelist())
                    .ifPresent(base -> inherit(resolve(base, find, below).items(), extension)
                            .forEach(code -> codes.put(code.id(), code)));
        }
        list.items().forEach(code -> codes.put(code.id(), code));
        below.remove(list.urn());
        return new Codelist(
                list.maintenance(), list.partial(), List.copyOf(codes.values()), List.of(), list.geography());
    }

    private static List<Code> inherit(List<Code> base, Extension extension) {
        Set<String> members = members(base, extension.members());
        List<Code> taken = base.stream()
                .filter(code -> extension.members().isEmpty() || members.contains(code.id()) == extension.inclusive())
                .toList();
        Set<String> ids = new HashSet<>();
        taken.forEach(code -> ids.add(code.id()));
        List<Code> result = new ArrayList<>();
        for (Code code : taken) {
            Optional<String> parent = code.parent().filter(ids::contains).map(p -> extension.prefix() + p);
            result.add(new Code(prefixed(code.naming(), extension.prefix()), parent, code.place()));
        }
        return result;
    }

    private static Set<String> members(List<Code> base, List<Extension.Member> members) {
        Map<String, List<String>> children = new HashMap<>();
        base.forEach(code -> code.parent()
                .ifPresent(
                        p -> children.computeIfAbsent(p, k -> new ArrayList<>()).add(code.id())));
        Set<String> ids = new HashSet<>();
        for (Extension.Member member : members) {
            for (Code code : base) {
                if (matches(member.value(), code.id())) {
                    if (member.cascade() != CascadeValues.EXCLUDE_ROOT) {
                        ids.add(code.id());
                    }
                    if (member.cascade() != CascadeValues.FALSE) {
                        addBelow(code.id(), children, ids);
                    }
                }
            }
        }
        return ids;
    }

    private static void addBelow(String id, Map<String, List<String>> children, Set<String> ids) {
        for (String child : children.getOrDefault(id, List.of())) {
            if (ids.add(child)) { // a circle of parents must not hang us
                addBelow(child, children, ids);
            }
        }
    }

    /** True where {@code id} fits {@code pattern}, in which {@code %} stands for any run of characters. */
    static boolean matches(String pattern, String id) {
        if (pattern.indexOf('%') < 0) {
            return pattern.equals(id);
        }
        String[] parts = pattern.split("%", -1);
        if (!id.startsWith(parts[0]) || id.length() < pattern.length() - parts.length + 1) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = id.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return id.length() - last.length() >= at && id.endsWith(last);
    }

    private static Naming prefixed(Naming naming, String prefix) {
        if (prefix.isEmpty()) {
            return naming;
        }
        Identification i = naming.identification();
        return new Naming(
                new Identification(prefix + i.id(), i.uri(), i.annotations(), i.links()),
                naming.names(),
                naming.descriptions());
    }
}
