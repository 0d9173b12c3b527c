import { LIMITS } from '@ccr/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INSTANT } from '../../../platform/database';

/** The only row's id. */
export const SHOP = 'shop';

/** What admins decide for the whole shop. No row means that nothing was decided yet. */
@ObjectType({ description: 'What admins decide for the whole shop.', simpleResolvers: true })
@Entity({ name: 'shop_settings' })
export class ShopSettings {
  @PrimaryColumn({ type: 'varchar', length: 20 })
  id!: string;

  @Field(() => Boolean, { description: 'Whether agents and admins must set up a second factor.' })
  @Column({ type: 'boolean', default: false })
  staffSecondFactorRequired!: boolean;

  @Field(() => Boolean, { description: 'Whether new tickets are given to the best agent at once.' })
  @Column({ type: 'boolean', default: false })
  autoAssign!: boolean;

  @Field(() => Int, { description: 'After how many days a resolved ticket closes by itself.' })
  @Column({ type: 'int', default: LIMITS.autoClose.defaultDays })
  autoCloseDays!: number;

  @Column(INSTANT)
  updatedAt!: Date;
}
