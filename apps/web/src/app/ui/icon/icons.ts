import add from '@material-symbols/svg-400/outlined/add.svg';
import arrowBack from '@material-symbols/svg-400/outlined/arrow_back.svg';
import arrowDown from '@material-symbols/svg-400/outlined/arrow_downward.svg';
import check from '@material-symbols/svg-400/outlined/check.svg';
import cloudDone from '@material-symbols/svg-400/outlined/cloud_done.svg';
import cloudOff from '@material-symbols/svg-400/outlined/cloud_off.svg';
import error from '@material-symbols/svg-400/outlined/error.svg';
import expand from '@material-symbols/svg-400/outlined/keyboard_arrow_down.svg';
import finding from '@material-symbols/svg-400/outlined/person_search.svg';
import forum from '@material-symbols/svg-400/outlined/forum.svg';
import forward from '@material-symbols/svg-400/outlined/arrow_forward.svg';
import group from '@material-symbols/svg-400/outlined/group.svg';
import lock from '@material-symbols/svg-400/outlined/lock.svg';
import logout from '@material-symbols/svg-400/outlined/logout.svg';
import note from '@material-symbols/svg-400/outlined/sticky_note_2.svg';
import personAdd from '@material-symbols/svg-400/outlined/person_add.svg';
import priority from '@material-symbols/svg-400/outlined/priority_high.svg';
import schedule from '@material-symbols/svg-400/outlined/schedule.svg';
import search from '@material-symbols/svg-400/outlined/search.svg';
import send from '@material-symbols/svg-400/outlined/send.svg';
import solved from '@material-symbols/svg-400/outlined/check_circle.svg';
import support from '@material-symbols/svg-400/outlined/support_agent.svg';
import sync from '@material-symbols/svg-400/outlined/sync.svg';

/** The icons of the app: one set, each shipped as text, none fetched. */
export const ICONS = {
  add,
  arrowBack,
  arrowDown,
  check,
  cloudDone,
  cloudOff,
  error,
  expand,
  finding,
  forum,
  forward,
  group,
  lock,
  logout,
  note,
  personAdd,
  priority,
  schedule,
  search,
  send,
  solved,
  support,
  sync,
} as const;

/** The name of an icon that is in the build. */
export type IconName = keyof typeof ICONS;
