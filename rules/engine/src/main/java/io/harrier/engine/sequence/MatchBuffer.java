package io.harrier.engine.sequence;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.cep.configuration.SharedBufferCacheConfig;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;

/**
 * flink-cep's shared buffer, over the plain maps of whichever {@link OpenMatches} are being worked
 * on. One serves all users and patterns of a thread.
 */
final class MatchBuffer {
  /** Far more than the open matches of one user and pattern can hold. */
  private static final int CACHE_SLOTS = 1 << 16;

  private final SharedBuffer<SequenceEvent> buffer;
  private OpenMatches current;

  MatchBuffer() {
    SharedBufferCacheConfig caches =
        new SharedBufferCacheConfig(CACHE_SLOTS, CACHE_SLOTS, Duration.ofDays(1));
    this.buffer = new SharedBuffer<>(new Store(), SequenceEventSerializer.INSTANCE, caches);
    // The buffer starts a thread that logs statistics.
    this.buffer.releaseCacheStatisticsTimer();
  }

  /** Close it before the maps are looked at: until then changes are in caches. */
  SharedBufferAccessor<SequenceEvent> accessTo(OpenMatches matches) {
    current = matches;
    return buffer.getAccessor();
  }

  /** What the buffer asks for: three maps, by name. */
  private final class Store implements KeyedStateStore {

    @Override
    @SuppressWarnings("unchecked") // the buffer stores under each name what its descriptor says
    public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
      Supplier<? extends Map<?, ?>> map =
          switch (descriptor.getName()) {
            case "sharedBuffer-events" -> () -> current.events();
            case "sharedBuffer-entries-with-lockable-edges" -> () -> current.nodes();
            case "sharedBuffer-events-count" -> () -> new EventOrdinals(current.events().keySet());
            default -> throw unknown(descriptor.getName());
          };
      return new SwitchedMapState<>((Supplier<Map<K, V>>) map);
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
      throw unknown(descriptor.getName());
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
      throw unknown(descriptor.getName());
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
      throw unknown(descriptor.getName());
    }

    @Override
    public <I, A, O> AggregatingState<I, O> getAggregatingState(
        AggregatingStateDescriptor<I, A, O> descriptor) {
      throw unknown(descriptor.getName());
    }

    @Override
    public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
        org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> descriptor) {
      throw unknown(descriptor.getStateId());
    }

    @Override
    public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
        org.apache.flink.api.common.state.v2.ListStateDescriptor<T> descriptor) {
      throw unknown(descriptor.getStateId());
    }

    @Override
    public <K, V> org.apache.flink.api.common.state.v2.MapState<K, V> getMapState(
        org.apache.flink.api.common.state.v2.MapStateDescriptor<K, V> descriptor) {
      throw unknown(descriptor.getStateId());
    }

    @Override
    public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
        org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> descriptor) {
      throw unknown(descriptor.getStateId());
    }

    @Override
    public <I, A, O>
        org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
            org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O> descriptor) {
      throw unknown(descriptor.getStateId());
    }

    @Override
    public String getBackendTypeIdentifier() {
      return "memory";
    }

    private IllegalStateException unknown(String state) {
      return new IllegalStateException(
          "this version of flink-cep keeps a state that Harrier does not know: " + state);
    }
  }
}
