package io.harrier.engine.sequence;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNode;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNodeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of {@link OpenMatches}, version 1: flink-cep's own serializers, nested. A flink-cep
 * that writes them differently, or compiles a pattern to other states, needs a new version of
 * {@link SequenceState}; the test that restores old bytes tells.
 */
final class OpenMatchesFormat {
  private static final int INITIAL_SIZE = 512;

  private static final NFAStateSerializer STATE = new NFAStateSerializer();
  private static final TypeSerializer<EventId> EVENT_ID = EventId.EventIdSerializer.INSTANCE;
  private static final TypeSerializer<NodeId> NODE_ID = new NodeId.NodeIdSerializer();
  private static final TypeSerializer<Lockable<SequenceEvent>> EVENT =
      new Lockable.LockableTypeSerializer<>(SequenceEventSerializer.INSTANCE);
  private static final TypeSerializer<Lockable<SharedBufferNode>> NODE =
      new Lockable.LockableTypeSerializer<>(new SharedBufferNodeSerializer());

  private OpenMatchesFormat() {}

  static byte[] write(OpenMatches matches) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_SIZE);
    write(matches.events(), EVENT_ID, EVENT, out);
    write(matches.nodes(), NODE_ID, NODE, out);
    STATE.serialize(new NFAState(matches.live(), matches.completed()), out);
    // Sorted, so that the queue it is read into keeps its order.
    STATE.serialize(new NFAState(new ArrayDeque<>(matches.overdue()), OpenMatches.ordered()), out);
    return out.getCopyOfBuffer();
  }

  static OpenMatches read(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return new OpenMatches(
        read(EVENT_ID, EVENT, in),
        read(NODE_ID, NODE, in),
        STATE.deserialize(in),
        STATE.deserialize(in));
  }

  private static <K, V> void write(
      Map<K, V> map, TypeSerializer<K> key, TypeSerializer<V> value, DataOutputView out)
      throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<K, V> entry : map.entrySet()) {
      key.serialize(entry.getKey(), out);
      value.serialize(entry.getValue(), out);
    }
  }

  private static <K, V> Map<K, V> read(
      TypeSerializer<K> key, TypeSerializer<V> value, DataInputView in) throws IOException {
    int size = in.readInt();
    Map<K, V> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(key.deserialize(in), value.deserialize(in));
    }
    return map;
  }
}
