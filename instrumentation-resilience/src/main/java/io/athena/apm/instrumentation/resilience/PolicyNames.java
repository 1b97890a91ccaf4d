package io.athena.apm.instrumentation.resilience;

import io.athena.apm.rules.values.CreationSites;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Names for the policies of a library that has none, by the method that created them. A breaker and
 * a retry from one method have the same name: they are of different metrics.
 */
final class PolicyNames {

  static final String UNKNOWN = "unknown";

  /** The kind of those that are known by their description. */
  static final String DESCRIBED = "guard";

  private static final int UUID_LENGTH = 36;

  private final Map<String, CreationSites> sites = new ConcurrentHashMap<>();
  private final WeakIdentityMap<Named> policies = new WeakIdentityMap<>(new Dead());

  private record Named(String kind, String name) {}

  /** A policy has just been created; called within its constructor. */
  String create(String kind, Object policy, String packageName) {
    CreationSites ofKind = sites.computeIfAbsent(kind, first -> new CreationSites());
    String name = ofKind.name(packageName);
    policies.put(policy, new Named(kind, name));
    return name;
  }

  /** The name of a policy; unknown for one that was created before the agent was attached. */
  String get(String kind, Object policy) {
    Named known = policies.get(policy);
    if (known == null) {
      known = policies.computeIfAbsent(policy, older -> new Named(kind, UNKNOWN));
    }
    return known.name();
  }

  /** The name that a policy has already; null for none. */
  String known(Object policy) {
    Named known = policies.get(policy);
    return known == null ? null : known.name();
  }

  /**
   * The name that a description gives to a policy. A random description stands for the method that
   * created the policy, if it was given to {@link #create}; it is the same object then.
   */
  String ofDescription(String description) {
    return isRandom(description) ? get(DESCRIBED, description) : description;
  }

  /** Whether it has the form of a UUID. */
  private static boolean isRandom(String description) {
    return description.length() == UUID_LENGTH
        && description.charAt(8) == '-'
        && description.charAt(13) == '-'
        && description.charAt(18) == '-'
        && description.charAt(23) == '-';
  }

  /** The name of a policy of a kind; null for one of another kind, and for null. */
  String ofKind(String kind, Object policy) {
    Named known = policy == null ? null : policies.get(policy);
    return known == null || !known.kind().equals(kind) ? null : known.name();
  }

  /** Gives the name of a dead policy back. No lambda: part of each start. */
  private final class Dead implements Consumer<Named> {

    @Override
    public void accept(Named dead) {
      CreationSites ofKind = sites.get(dead.kind());
      if (ofKind != null) {
        ofKind.release(dead.name());
      }
    }
  }
}
