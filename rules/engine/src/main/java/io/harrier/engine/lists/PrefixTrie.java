package io.harrier.engine.lists;

import io.harrier.model.ListEntry;

/**
 * Entries by prefix in a binary trie with compressed paths (Morrison, PATRICIA, 1968): at most two
 * nodes an entry, and a look-up visits at most as many nodes as an address has bits.
 */
final class PrefixTrie {
  private Node root;

  private static final class Node {
    private final IpPrefix prefix;
    private Node zero;
    private Node one;

    /** Null where two paths part. */
    private ListEntry entry;

    Node(IpPrefix prefix, ListEntry entry) {
      this.prefix = prefix;
      this.entry = entry;
    }

    Node child(IpPrefix of) {
      return of.bit(prefix.length()) ? one : zero;
    }

    void setChild(IpPrefix of, Node child) {
      if (of.bit(prefix.length())) {
        one = child;
      } else {
        zero = child;
      }
    }
  }

  void put(IpPrefix prefix, ListEntry entry) {
    root = put(root, prefix, entry);
  }

  void remove(IpPrefix prefix) {
    root = remove(root, prefix);
  }

  /** The entry in force with the longest prefix that the address begins with, or {@code null}. */
  ListEntry find(IpPrefix address, long eventTime) {
    ListEntry longest = null;
    Node node = root;
    while (node != null && node.prefix.contains(address)) {
      if (node.entry != null && node.entry.isInForce(eventTime)) {
        longest = node.entry;
      }
      node = node.prefix.length() == IpPrefix.BITS ? null : node.child(address);
    }
    return longest;
  }

  private static Node put(Node node, IpPrefix prefix, ListEntry entry) {
    if (node == null) {
      return new Node(prefix, entry);
    }
    int common = node.prefix.commonLength(prefix);
    if (common == node.prefix.length()) {
      if (common == prefix.length()) {
        node.entry = entry;
      } else {
        node.setChild(prefix, put(node.child(prefix), prefix, entry));
      }
      return node;
    }
    Node parent = new Node(prefix.first(common), common == prefix.length() ? entry : null);
    parent.setChild(node.prefix, node);
    if (common < prefix.length()) {
      parent.setChild(prefix, new Node(prefix, entry));
    }
    return parent;
  }

  private static Node remove(Node node, IpPrefix prefix) {
    if (node == null || !node.prefix.contains(prefix)) {
      return node;
    }
    if (node.prefix.length() == prefix.length()) {
      node.entry = null;
    } else {
      node.setChild(prefix, remove(node.child(prefix), prefix));
    }
    if (node.entry != null || (node.zero != null && node.one != null)) {
      return node;
    }
    return node.zero == null ? node.one : node.zero;
  }
}
