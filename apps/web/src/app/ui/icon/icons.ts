import add from '@material-symbols/svg-400/outlined/add.svg';
import arrowBack from '@material-symbols/svg-400/outlined/arrow_back.svg';
import arrowDown from '@material-symbols/svg-400/outlined/arrow_downward.svg';
import automatic from '@material-symbols/svg-400/outlined/bolt.svg';
import bell from '@material-symbols/svg-400/outlined/notifications.svg';
import block from '@material-symbols/svg-400/outlined/block.svg';
import bold from '@material-symbols/svg-400/outlined/format_bold.svg';
import bulletList from '@material-symbols/svg-400/outlined/format_list_bulleted.svg';
import cannedReply from '@material-symbols/svg-400/outlined/quickreply.svg';
import check from '@material-symbols/svg-400/outlined/check.svg';
import checks from '@material-symbols/svg-400/outlined/done_all.svg';
import close from '@material-symbols/svg-400/outlined/close.svg';
import cloudDone from '@material-symbols/svg-400/outlined/cloud_done.svg';
import cloudOff from '@material-symbols/svg-400/outlined/cloud_off.svg';
import copy from '@material-symbols/svg-400/outlined/content_copy.svg';
import devices from '@material-symbols/svg-400/outlined/devices.svg';
import download from '@material-symbols/svg-400/outlined/download.svg';
import edit from '@material-symbols/svg-400/outlined/edit.svg';
import error from '@material-symbols/svg-400/outlined/error.svg';
import expand from '@material-symbols/svg-400/outlined/keyboard_arrow_down.svg';
import feedback from '@material-symbols/svg-400/outlined/rate_review.svg';
import finding from '@material-symbols/svg-400/outlined/person_search.svg';
import forum from '@material-symbols/svg-400/outlined/forum.svg';
import forward from '@material-symbols/svg-400/outlined/arrow_forward.svg';
import group from '@material-symbols/svg-400/outlined/group.svg';
import history from '@material-symbols/svg-400/outlined/history.svg';
import italic from '@material-symbols/svg-400/outlined/format_italic.svg';
import key from '@material-symbols/svg-400/outlined/key.svg';
import keyboard from '@material-symbols/svg-400/outlined/keyboard.svg';
import lock from '@material-symbols/svg-400/outlined/lock.svg';
import logout from '@material-symbols/svg-400/outlined/logout.svg';
import mail from '@material-symbols/svg-400/outlined/mail.svg';
import more from '@material-symbols/svg-400/outlined/more_vert.svg';
import note from '@material-symbols/svg-400/outlined/sticky_note_2.svg';
import person from '@material-symbols/svg-400/outlined/person.svg';
import personAdd from '@material-symbols/svg-400/outlined/person_add.svg';
import priority from '@material-symbols/svg-400/outlined/priority_high.svg';
import reply from '@material-symbols/svg-400/outlined/reply.svg';
import schedule from '@material-symbols/svg-400/outlined/schedule.svg';
import search from '@material-symbols/svg-400/outlined/search.svg';
import send from '@material-symbols/svg-400/outlined/send.svg';
import shield from '@material-symbols/svg-400/outlined/shield_lock.svg';
import sms from '@material-symbols/svg-400/outlined/sms.svg';
import solved from '@material-symbols/svg-400/outlined/check_circle.svg';
import split from '@material-symbols/svg-400/outlined/call_split.svg';
import star from '@material-symbols/svg-400/outlined/star.svg';
import starFull from '@material-symbols/svg-400/outlined/star-fill.svg';
import support from '@material-symbols/svg-400/outlined/support_agent.svg';
import sync from '@material-symbols/svg-400/outlined/sync.svg';
import textFormat from '@material-symbols/svg-400/outlined/match_case.svg';
import tune from '@material-symbols/svg-400/outlined/tune.svg';
import unlock from '@material-symbols/svg-400/outlined/lock_open.svg';
import webhook from '@material-symbols/svg-400/outlined/webhook.svg';

/** The icons of the app: one set, each shipped as text, none fetched. */
export const ICONS = {
  add,
  arrowBack,
  arrowDown,
  automatic,
  bell,
  block,
  bold,
  bulletList,
  cannedReply,
  check,
  checks,
  close,
  cloudDone,
  cloudOff,
  copy,
  devices,
  download,
  edit,
  error,
  expand,
  feedback,
  finding,
  forum,
  forward,
  group,
  history,
  italic,
  key,
  keyboard,
  lock,
  logout,
  mail,
  more,
  note,
  person,
  personAdd,
  priority,
  reply,
  schedule,
  search,
  send,
  shield,
  sms,
  solved,
  split,
  star,
  starFull,
  support,
  sync,
  textFormat,
  tune,
  unlock,
  webhook,
} as const;

/** The name of an icon that is in the build. */
export type IconName = keyof typeof ICONS;
