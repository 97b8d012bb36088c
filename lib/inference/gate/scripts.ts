/**
 * What Redis knows of one endpoint, in three keys: `leases` (who has a request in flight, by when the lease lapses),
 * `sent` (when the requests of the last minute began) and `state`. A fourth, of all endpoints, says which Redis this is and
 * since when. Times are Redis' own, in milliseconds. Each script is one step for all processes at once.
 */

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local leases, sent, state, mark = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
`;

/** Until when it is not known what is in flight: a Redis that was emptied has no mark, one that was restarted another's. */
const MARK = `
local server = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local marked = redis.call('HMGET', mark, 'server', 'at')
if marked[1] ~= server then
  redis.call('HSET', mark, 'server', server, 'at', now)
  marked[2] = now
end
`;

/** Takes note of a Redis that is new. Said by each worker each second, so that it is old news when somebody asks. */
export const NOTE = `${NOW}${MARK}
return 0
`;

/**
 * Asks for a place. ARGV: lease, most at once, most a minute (0: any), the lease's life, after what silence what is in
 * flight counts as unknown, how long to let its holders speak then, how long a probe may take. Replies {1} or {0, wait, why}.
 *
 * After Redis was emptied, restarted (the last second of its log may be missing) or away, requests are in flight that it
 * has forgotten. Until their holders had time to say so, nobody gets a place: otherwise the endpoint would be asked for
 * more than it allows.
 */
export const ACQUIRE = `${NOW}${MARK}
local lease, most, perMinute = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local life, silence, settling, probing = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local begun = marked[2] + settling
if now < begun then return {0, begun - now, 'settling'} end
local known = redis.call('HMGET', state, 'idle', 'beat', 'settled', 'blocked', 'open', 'opened', 'probe')
local heard = math.max(known[2] or 0, known[3] or 0, begun)
if known[2] and not known[1] and now - heard > silence then
  redis.call('HSET', state, 'settled', now + settling)
  return {0, settling, 'settling'}
end
if known[3] and now < tonumber(known[3]) then return {0, known[3] - now, 'settling'} end
if known[4] and now < tonumber(known[4]) then return {0, known[4] - now, 'waiting'} end
if known[5] and now < tonumber(known[5]) then return {0, known[5] - now, 'down'} end
local isProbe = known[6] and tonumber(known[6]) > 0
if isProbe and known[7] and now < tonumber(known[7]) then return {0, 250, 'down'} end
redis.call('ZREMRANGEBYSCORE', leases, '-inf', now)
if redis.call('ZCARD', leases) >= most then return {0, 20, 'full'} end
if perMinute > 0 then
  redis.call('ZREMRANGEBYSCORE', sent, '-inf', now - 60250)
  if redis.call('ZCARD', sent) >= perMinute then
    local oldest = redis.call('ZRANGE', sent, 0, 0, 'WITHSCORES')
    return {0, math.max(20, oldest[2] + 60251 - now), 'waiting'}
  end
  redis.call('ZADD', sent, now, lease)
  redis.call('PEXPIRE', sent, 120000)
end
redis.call('ZADD', leases, now + life, lease)
redis.call('HSET', state, 'beat', now)
redis.call('HDEL', state, 'idle')
if isProbe then redis.call('HSET', state, 'probe', now + probing) end
return {1, now, ''}
`;

/**
 * Gives a place back. ARGV: lease, outcome (answered, failed, limited or nothing), Retry-After, reason, how many failures
 * in a row open the breaker, the longest it stays open. Replies 1 where the breaker is open after it.
 */
export const RELEASE = `${NOW}
local lease, outcome, retryAfter, reason = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]
local threshold, longest = tonumber(ARGV[5]), tonumber(ARGV[6])
redis.call('ZREM', leases, lease)
redis.call('HSET', state, 'beat', now)
if redis.call('ZCARD', leases) == 0 then redis.call('HSET', state, 'idle', 1) end
if outcome == 'answered' then
  redis.call('HDEL', state, 'failures', 'open', 'opened', 'probe', 'reason')
elseif outcome == 'limited' then
  redis.call('HDEL', state, 'failures', 'open', 'opened', 'probe')
  local blocked = tonumber(redis.call('HGET', state, 'blocked') or 0)
  redis.call('HSET', state, 'blocked', math.max(blocked, now + retryAfter), 'reason', reason)
elseif outcome == 'failed' then
  local open = tonumber(redis.call('HGET', state, 'open') or 0)
  if now < open then return 1 end
  local opened = tonumber(redis.call('HGET', state, 'opened') or 0)
  local failures = redis.call('HINCRBY', state, 'failures', 1)
  redis.call('HSET', state, 'reason', reason)
  if opened > 0 or failures >= threshold then
    local stay = math.min(longest, 1000 * 2 ^ opened)
    redis.call('HSET', state, 'open', now + stay, 'opened', opened + 1, 'failures', 0)
    redis.call('HDEL', state, 'probe')
    return 1
  end
else
  redis.call('HDEL', state, 'probe')
end
return 0
`;

/** Whoever has requests in flight says so. ARGV: the lease's life, how long holders are heard, leases. Replies 1 while they are. */
export const BEAT = `${NOW}${MARK}
local life, settling = tonumber(ARGV[1]), tonumber(ARGV[2])
for index = 3, #ARGV do redis.call('ZADD', leases, now + life, ARGV[index]) end
redis.call('HDEL', state, 'idle')
redis.call('HSET', state, 'beat', now)
local settled = tonumber(redis.call('HGET', state, 'settled') or 0)
if now < settled or now < marked[2] + settling then return 1 end
return 0
`;

/** Tells again which requests began in the last minute. ARGV: time and lease in turn. */
export const RECALL = `${NOW}
for index = 1, #ARGV, 2 do
  if now - ARGV[index] < 60250 then redis.call('ZADD', sent, 'NX', ARGV[index], ARGV[index + 1]) end
end
redis.call('PEXPIRE', sent, 120000)
return 0
`;

/** For those who watch. Replies {in flight, wait, state, reason}. */
export const LOOK = `${NOW}
local known = redis.call('HMGET', state, 'blocked', 'open', 'opened', 'reason')
local inFlight = redis.call('ZCOUNT', leases, now, '+inf')
if known[3] and tonumber(known[3]) > 0 then
  return {inFlight, math.max(0, (known[2] or now) - now), 'down', known[4] or ''}
end
if known[1] and now < tonumber(known[1]) then return {inFlight, known[1] - now, 'waiting', known[4] or ''} end
return {inFlight, 0, 'ok', ''}
`;
