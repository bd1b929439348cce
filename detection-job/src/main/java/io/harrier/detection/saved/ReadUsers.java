package io.harrier.detection.saved;

import io.harrier.detection.state.Formats;
import io.harrier.detection.state.UserEntry;
import io.harrier.detection.state.Users;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;

/** Takes out users, each whole, as today's code writes it. */
final class ReadUsers extends KeyedStateReaderFunction<String, Tuple2<String, byte[]>> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<Tuple2<String, byte[]>> TYPE =
      Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private static final Tuple2<String, byte[]> NOTHING = Tuple2.of("", new byte[0]);

  private static final int USUAL_BYTES = 16_384;

  // configuration
  private final String wanted;

  // runtime
  private transient Users users;

  /** Whether it is a user, and not one that was passed over. */
  static boolean isUser(Tuple2<String, byte[]> read) {
    return read.f1.length > 0;
  }

  /**
   * @param wanted the only user that is taken, or {@code null} for all
   */
  ReadUsers(String wanted) {
    this.wanted = wanted;
  }

  @Override
  public void open(OpenContext context) {
    users = new Users(getRuntimeContext(), 0);
  }

  @Override
  public void readKey(String userId, Context context, Collector<Tuple2<String, byte[]>> out)
      throws Exception {
    UserEntry entry = wanted == null || wanted.equals(userId) ? users.get(userId) : null;
    // The format that reads state wants a record for each key.
    if (entry == null) {
      out.collect(NOTHING);
      return;
    }
    DataOutputSerializer bytes = new DataOutputSerializer(USUAL_BYTES);
    Formats.USER_ENTRY.write(entry, bytes);
    out.collect(Tuple2.of(userId, bytes.getCopyOfBuffer()));
  }
}
