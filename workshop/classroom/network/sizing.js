// The capacity of a class, computed as workshop/classroom/network does; a test compares both.
const HAIR = 1e-9;
const GB_AN_HOUR = 0.45;
const PORTS = [5, 8, 16, 24, 48];
const VOLT_AMPERES = [650, 1000, 1500, 2000, 3000];
const EXTRA_PORTS = 3;

// Whole things, at least one; RAM as it is sold; the smallest size that is enough.
const whole = (need) => Math.max(1, Math.ceil(need - HAIR));

function ramOf(need) {
  let size = 1;
  while (size < need - HAIR) size *= 2;
  return size;
}

function sold(need, sizes) {
  const largest = sizes[sizes.length - 1];
  return sizes.find((size) => size >= need) ?? whole(need / largest) * largest;
}

// What a person receives is steady + streams × rate, the rate from low over likely to high.
function ratesOf(activity, people, figures) {
  const [low, likely, high] = figures[activity.rate];
  const tiles = Math.trunc(figures.gallery_tiles[1]);
  const streams = activity.many ? Math.max(0, Math.min(people - 1, tiles)) : 1;
  const steady = activity.steady ? figures[activity.steady][1] : 0;
  return { low, likely, high, steady, streams, of: (rate) => steady + streams * rate };
}

function uploadOf(activity, atOnce, figures) {
  const likely = (name) => figures[name][1];
  const each = atOnce * activity.up_each.reduce((sum, name) => sum + likely(name), 0);
  const lecturer = activity.up_one ? likely(activity.up_one) : 0;
  const others = activity.spoken ? Math.max(0, Math.min(atOnce, likely("speakers")) - 1) : 0;
  return each + lecturer + others * likely("audio_rate");
}

// The chance of 0, 1, 2 … people, each from the one before; logarithms keep small ones alive.
function presence(people, share, correlation) {
  const logs = new Float64Array(people + 1);
  if (share >= 1) return logs.map((_, there) => (there === people ? 1 : 0));
  const total = correlation ? 1 / correlation - 1 : 0;
  const [come, stay] = [share * total, (1 - share) * total];
  for (let other = 0; other < people; other += 1) {
    logs[0] += total ? Math.log((stay + other) / (total + other)) : Math.log1p(-share);
  }
  for (let there = 0; there < people; there += 1) {
    const odds = total ? (there + come) / (people - there - 1 + stay) : share / (1 - share);
    logs[there + 1] = logs[there] + Math.log(((people - there) / (there + 1)) * odds);
  }
  return logs.map(Math.exp);
}

// The chance that a rate is above a limit: the triangle's survival function.
function tail({ low, likely, high }, limit) {
  if (limit < low) return 1;
  if (limit < likely) return 1 - (limit - low) ** 2 / ((high - low) * (likely - low));
  if (limit < high) return (high - limit) ** 2 / ((high - low) * (high - likely));
  return 0;
}

function chanceOf(chances, rates, link) {
  let sum = 0;
  for (let people = 1; people < chances.length; people += 1) {
    const left = link / people + HAIR - rates.steady;
    const limit = rates.streams ? left / rates.streams : left < 0 ? -1 : Infinity;
    sum += chances[people] * tail(rates, limit);
  }
  return Math.min(1, sum);
}

function serversOf(demand, figures) {
  const { people, atOnce, colleges, meeting, notebooks, text } = demand;
  const f = (name) => figures[name][1];
  const bbb = Math.max(whole(atOnce / f("bbb_users")), whole(meeting / f("bbb_link")));
  const jitsi = whole(meeting / f("jitsi_link"));
  const server = (name, count, cores, ram, disk, out) =>
    ({ name, count, cores: whole(cores), ram: ramOf(ram), disk: whole(disk), out });
  return [
    server("Moodle", 1, atOnce / f("moodle_users_per_core"), f("moodle_base_gb") + atOnce / f("moodle_users_per_gb"),
      f("moodle_disk_gb") + people * f("upload_gb"), text),
    server("BigBlueButton", bbb, f("bbb_cores"), f("bbb_ram_gb"), f("bbb_disk_gb"), meeting / bbb),
    server("Jitsi", jitsi, f("jitsi_cores"), f("jitsi_ram_gb"), f("jitsi_disk_gb"), meeting / jitsi),
    server("JupyterHub", 1, atOnce * f("hub_user_cores") + f("hub_base_cores"), atOnce * f("hub_user_gb") + f("hub_base_gb"),
      people * f("hub_quota_gb") + f("hub_disk_gb"), notebooks),
    server("Synapse", colleges, f("synapse_cores"), f("synapse_ram_gb"),
      f("synapse_disk_gb") + (people / colleges) * f("upload_gb"), text / colleges),
  ];
}

function devicesOf(atOnce, figures) {
  const f = (name) => figures[name][1];
  const accessPoints = whole((atOnce * f("devices_per_person")) / f("devices_per_radio"));
  const ports = accessPoints + EXTRA_PORTS;
  const switches = whole(ports / PORTS[PORTS.length - 1]);
  const watts = accessPoints * f("access_point_watts") + switches * f("switch_watts") + f("router_watts");
  const stored = f("ups_battery_wh") * f("ups_efficiency");
  const batteries = whole((watts * f("ups_minutes")) / 60 / stored);
  return {
    accessPoints, ports, switches, watts, batteries,
    switchPorts: sold(ports / switches, PORTS),
    upsVa: sold((watts * f("ups_margin")) / f("ups_power_factor"), VOLT_AMPERES),
    upsMinutes: (batteries * stored) / watts * 60,
  };
}

// All of it, for the state of the controls.
function sizeUp({ figures, activities, ladder, colleges: most, meetings }, state) {
  const { people, minutes, concurrency, link_mbps: link, price_per_gb: price, activity } = state;
  const colleges = Math.min(most, people);
  const onLink = Math.ceil(people / colleges);
  const atOnce = onLink * concurrency;
  const share = figures.usable_share[1];
  const usable = link * share;
  const chances = presence(onLink, concurrency, figures.turnout_correlation[1]);
  const needs = new Map(activities.map((one) => {
    const rates = ratesOf(one, people, figures);
    const person = [rates.of(rates.low), rates.of(rates.likely), rates.of(rates.high)];
    const likely = person[1];
    const sent = one.up_each.reduce((sum, name) => sum + figures[name][1], 0);
    return [one.key, {
      activity: one, person,
      link: person.map((rate) => atOnce * rate),
      up: uploadOf(one, atOnce, figures),
      fits: atOnce * likely <= usable + HAIR,
      people: Math.floor(usable / likely + HAIR),
      leastLink: (atOnce * likely) / share,
      chance: chanceOf(chances, rates, usable),
      gb: ((likely + sent) * minutes) / 60 * GB_AN_HOUR,
    }];
  }));
  const peak = needs.get(activity);
  const steps = ladder.map((key) => needs.get(key));
  const present = people * concurrency;
  return {
    atOnce, usable, needs, peak, link,
    ladder: steps,
    shown: ladder.includes(activity) ? steps : [...steps, peak],
    fallback: steps.find((need) => need.fits) ?? null,
    gb: peak.gb,
    gbInAll: peak.gb * people * concurrency,
    minutes, meetings, price,
    servers: serversOf({
      people, colleges, atOnce: whole(present),
      meeting: present * peak.person[1],
      notebooks: present * needs.get("notebooks").person[1],
      text: present * needs.get("text").person[1],
    }, figures),
    devices: devicesOf(atOnce, figures),
  };
}
